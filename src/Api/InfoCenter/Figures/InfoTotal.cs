namespace Parley.Api.InfoCenter.Figures;

public sealed record InfoTotal(long Total);
