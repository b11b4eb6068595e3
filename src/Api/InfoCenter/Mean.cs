namespace Parley.Api.InfoCenter;

internal static class Mean
{
    /// <summary>A quotient to two decimals, halves away from zero; 0 of nothing.</summary>
    public static double Of(decimal sum, decimal count) =>
        count == 0 ? 0 : (double)Math.Round(sum / count, 2, MidpointRounding.AwayFromZero);
}
