namespace Parley.Api.InfoCenter.Figures;

public sealed record InfoDay(string Date, long Count);
