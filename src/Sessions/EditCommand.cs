using System.Text.Json;

namespace Parley.Sessions;

/// <summary>Changes a message. A member is changed when it is named in <see cref="Fields"/>; the result is the same however
/// often the command comes.</summary>
public sealed record EditCommand(long Sequence, EditedFields Fields)
{
    public double? Confidence { get; init; }

    public bool HumanIntervened { get; init; }

    public JsonElement? Metadata { get; init; }
}
