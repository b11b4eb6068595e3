namespace Parley.Api.Contracts;

/// <summary>Whether messages of a channel are owed AI replies at all: <c>Ai:Channels:&lt;channel&gt;</c>, true unless set to false.</summary>
public sealed class OwedReplies(IConfiguration configuration)
{
    public bool IsOn(string channel) => configuration.GetValue($"Ai:Channels:{channel}", true);
}
