namespace Parley.Workflows.Models.Offline;

internal sealed class GramVector(Dictionary<string, double> weights)
{
    private readonly double length = Math.Sqrt(weights.Values.Sum(weight => weight * weight));

    public double Cosine(GramVector other) =>
        length == 0 || other.length == 0 ? 0 : Dot(other) / (length * other.length);

    private double Dot(GramVector other) =>
        weights.Sum(pair => pair.Value * other.Weight(pair.Key));

    private double Weight(string gram) => weights.GetValueOrDefault(gram);
}
