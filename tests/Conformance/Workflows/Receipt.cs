namespace Parley.Conformance.Workflows;

public sealed record Receipt(string Text, decimal Total);
