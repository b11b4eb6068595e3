namespace Parley.Api.Contracts;

/// <summary>Whether messages of a channel are owed AI replies at all: <c>Ai:Channels:&lt;channel&gt;</c>, true unless set to false.</summary>
public sealed class OwedReplies(IConfiguration configuration)
{
    private readonly Dictionary<string, bool> channels = configuration.GetSection("Ai:Channels").Get<Dictionary<string, bool>>() ?? [];

    public bool IsOn(string channel) => channels.GetValueOrDefault(channel, true);
}
