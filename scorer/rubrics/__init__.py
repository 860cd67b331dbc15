"""What is done with rubrics themselves: laid over each other, checked, tested, shown, compared, measured."""
