"""What runs cost: of this program, and of its peers on the same reports with the same terms."""
