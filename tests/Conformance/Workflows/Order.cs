namespace Parley.Conformance.Workflows;

public sealed record Order(string Item, int Quantity);
