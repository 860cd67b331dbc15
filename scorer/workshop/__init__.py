"""What is done with rubrics themselves: examined, tested on their examples, compared, measured."""
