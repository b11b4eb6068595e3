namespace Parley.Api.AutoSession;

/// <summary>The data of answers that have none.</summary>
public sealed record NoData;
