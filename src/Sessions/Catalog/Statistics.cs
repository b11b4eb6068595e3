namespace Parley.Sessions.Catalog;

/// <summary>Sums over the messages that meet a query; whoever shows them divides.</summary>
public sealed record Statistics(Counters Counters, long Sessions, IReadOnlyList<DayCount> Days) : CatalogAnswer;
