using Parley.Api.Contracts;

namespace Parley.Api.AgentSessions;

/// <summary>What routes have in common, for the API's description.</summary>
internal static class Descriptions
{
    public static RouteHandlerBuilder ProducesPathErrors(this RouteHandlerBuilder route) =>
        route.Produces<Detail>(404).Produces<ValidationFailure>(422).Produces<Detail>(503);

    public static RouteHandlerBuilder ProducesChat(this RouteHandlerBuilder route) => route
        .Describe(ParameterDescriptions.IdempotencyKey)
        .Accepts<ChatRequest>("application/json")
        .Produces<AgentReply>()
        .Produces<Detail>(409)
        .Produces<Detail>(413)
        .Produces<ValidationFailure>(422)
        .Produces<Detail>(429)
        .Produces<FailedChat>(500)
        .Produces<Detail>(503)
        .Produces<FailedChat>(504);
}
