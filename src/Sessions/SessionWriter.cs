using Dapr.Actors;
using Dapr.Actors.Client;
using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Numbers;

namespace Parley.Sessions;

/// <summary>Calls session actors on behalf of whoever stands outside: contracts and workflows.</summary>
public sealed class SessionWriter(IActorProxyFactory proxies, NumberDesk numbers, WrittenElsewhere elsewhere)
{
    private static readonly ActorProxyOptions Options = new() { RequestTimeout = TimeSpan.FromSeconds(30) };

    /// <summary>Appends a message; fetches numbers when the session has none left.</summary>
    public async Task<AppendResult> AppendAsync(AppendCommand command)
    {
        var session = Session(command.SessionId);
        while (true)
        {
            var result = await session.AppendAsync(command);
            if (result.Status != AppendStatus.NumbersNeeded)
            {
                return result;
            }

            command = command with
            {
                Numbers = await numbers.TakeAsync(new NumberRequest(command.SessionId, result.Generation, result.NextSequence)),
            };
        }
    }

    /// <summary>Changes a message; fetches a number for a reply that is made by it.</summary>
    public async Task<EditResult> EditAsync(string sessionId, EditCommand command)
    {
        var session = Session(sessionId);
        while (true)
        {
            var result = await session.EditAsync(command);
            if (result.Status != EditStatus.NumbersNeeded)
            {
                return result;
            }

            command = command with
            {
                Numbers = await numbers.TakeAsync(new NumberRequest(sessionId, result.Generation, result.NextSequence)),
            };
        }
    }

    /// <summary>Ends a pending turn; fetches numbers for its messages.</summary>
    public async Task<TurnOutcome?> EndTurnAsync(string sessionId, EndTurnCommand command)
    {
        var session = Session(sessionId);
        while (true)
        {
            var result = await session.EndTurnAsync(command);
            if (result.NextSequence == 0)
            {
                return result.Outcome;
            }

            command = command with
            {
                Numbers = await numbers.TakeAsync(new NumberRequest(sessionId, result.Generation, result.NextSequence)),
            };
        }
    }

    public ISessionActor Session(string sessionId) => new WrittenSession(
        proxies.CreateActorProxy<ISessionActor>(new ActorId(ActorKey.Of(sessionId)), nameof(SessionActor), Options), sessionId, elsewhere);
}
