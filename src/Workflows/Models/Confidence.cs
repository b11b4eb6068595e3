using Microsoft.Extensions.AI;

namespace Parley.Workflows.Models;

/// <summary>How sure a model is of its answer, 0 to 1, where it says so.</summary>
public static class Confidence
{
    private const string Property = "confidence";

    public static AdditionalPropertiesDictionary Of(double confidence) => new() { [Property] = confidence };

    public static double? In(ChatResponse response) =>
        response.AdditionalProperties?.TryGetValue(Property, out double confidence) == true ? Math.Round(Math.Clamp(confidence, 0, 1), 2) : null;
}
