namespace Parley.Api.Tests.Tracing;

/// <summary>What a collector was told of a span; its attributes as text.</summary>
internal sealed record Span(string TraceId, string Id, string ParentId, string Name, IReadOnlyDictionary<string, string> Attributes);
