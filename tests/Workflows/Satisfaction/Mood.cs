namespace Parley.Workflows.Tests.Satisfaction;

/// <summary>What a person would say of a message: scores 1 and 2, 3, or 4 and 5.</summary>
public enum Mood
{
    Discontent,
    Neutral,
    Content,
}
