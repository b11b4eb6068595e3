using System.Text.Json;
using Parley.Sessions.Numbers;

namespace Parley.Sessions;

/// <summary>Changes a message. A member is changed when it is named in <see cref="Fields"/>; null clears it.</summary>
public sealed record EditCommand(long Sequence, EditedFields Fields)
{
    /// <summary>Made by the first caller; a repeat of it changes nothing more.</summary>
    public string Id { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>The reply: the first makes it and closes the open record, a later one edits it.</summary>
    public string? AiResponse { get; init; }

    public DateTimeOffset? AiResponseTime { get; init; }

    public double? Confidence { get; init; }

    public bool HumanIntervened { get; init; }

    public int? SatisfactionScore { get; init; }

    public JsonElement? Metadata { get; init; }

    /// <summary>Numbers to go on with, when the session has none left for the reply.</summary>
    public NumberBlock? Numbers { get; init; }
}
