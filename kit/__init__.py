"""The kit for machines without internet: wheels for each platform, a script that installs them, a README in Chinese."""
