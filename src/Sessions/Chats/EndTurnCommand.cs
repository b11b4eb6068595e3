using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;

namespace Parley.Sessions.Chats;

/// <summary>Ends the turn that is first in line: with its answer, or without one.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="Status">How it ends.</param>
public sealed record EndTurnCommand(string TurnId, TurnStatus Status)
{
    public NewMessage? Answer { get; init; }

    /// <summary>Numbers to go on with, when the session has not two left.</summary>
    public NumberBlock? Numbers { get; init; }
}
