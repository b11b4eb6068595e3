namespace Parley.Conformance.Actors;

public sealed record Order(string Customer, IReadOnlyList<int> Lines, DateTimeOffset? Paid);
