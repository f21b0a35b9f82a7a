namespace Asked.For;
