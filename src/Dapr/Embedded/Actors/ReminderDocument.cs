namespace Dapr.Embedded.Actors;

/// <summary>A reminder as it is stored.</summary>
/// <param name="V">The version of this format.</param>
/// <param name="Type">The actor's type.</param>
/// <param name="Id">The actor's id.</param>
/// <param name="Name">The reminder's name.</param>
/// <param name="Due">When it fires first.</param>
/// <param name="Period">Time between firings; zero or less fires once.</param>
/// <param name="State">The actor's bytes.</param>
internal sealed record ReminderDocument(int V, string Type, string Id, string Name, DateTimeOffset Due, TimeSpan Period, byte[] State)
{
    public const int Version = 1;
}
