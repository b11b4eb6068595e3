namespace Parley.Conformance.PubSub;

public sealed record Parcel(int Number, string Content);
