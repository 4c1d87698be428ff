"""What a translator needs beside the check: a language begun, and which English its texts were made from."""
