namespace Parley.Sessions.Catalog;

/// <summary>A UTC day that has messages, and how many.</summary>
public sealed record DayCount(DateOnly Day, long Messages);
