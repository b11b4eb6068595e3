namespace Parley.Sessions;

[Flags]
public enum EditedFields
{
    None = 0,
    Confidence = 1,
    HumanIntervened = 2,
    Metadata = 4,
    AiResponse = 8,
    AiResponseTime = 16,
    SatisfactionScore = 32,
}
