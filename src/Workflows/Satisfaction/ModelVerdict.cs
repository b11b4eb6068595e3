using System.Text.Json;

namespace Parley.Workflows.Satisfaction;

/// <summary>A model's answer as the schema has it, before anyone has checked it.</summary>
internal sealed record ModelVerdict(int Score, double Confidence, IReadOnlyList<string> Evidence)
{
    private const int MaxEvidence = 8;
    private const int MaxQuotation = 200;

    public static JsonElement Schema { get; } = JsonElement.Parse(
        """
        {
          "type": "object",
          "properties": {
            "score": { "type": "integer", "enum": [1, 2, 3, 4, 5] },
            "confidence": { "type": "number", "minimum": 0, "maximum": 1 },
            "evidence": { "type": "array", "items": { "type": "string", "maxLength": 200 }, "maxItems": 8 }
          },
          "required": ["score", "confidence", "evidence"],
          "additionalProperties": false
        }
        """);

    /// <summary>The judgement, or null when the answer is not one.</summary>
    public static SatisfactionJudgement? Parse(string answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, SatisfactionJson.Default.ModelVerdict) is { IsValid: true } verdict
                ? new SatisfactionJudgement(verdict.Score, verdict.Confidence, verdict.Evidence)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsValid =>
        Score is >= 1 and <= 5
        && Confidence is >= 0 and <= 1
        && Evidence.Count <= MaxEvidence
        && Evidence.All(quotation => quotation?.Length is > 0 and <= MaxQuotation);
}
