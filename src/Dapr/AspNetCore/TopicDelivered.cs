namespace Dapr.AspNetCore;

/// <summary>Marks a request as an event that a runtime delivers: topic endpoints know no other.</summary>
internal sealed class TopicDelivered
{
    public static readonly TopicDelivered Instance = new();

    private TopicDelivered()
    {
    }
}
