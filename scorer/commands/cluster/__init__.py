"""The same scoring on the workers of a Dask cluster, over files of any store that fsspec knows."""
