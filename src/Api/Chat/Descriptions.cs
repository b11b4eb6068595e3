using Parley.Api.Contracts;

namespace Parley.Api.Chat;

/// <summary>What both chats have in common, for the API's description.</summary>
internal static class Descriptions
{
    public static RouteHandlerBuilder ProducesChatErrors(this RouteHandlerBuilder route) => route
        .Describe(ParameterDescriptions.IdempotencyKey)
        .Accepts<ChatRequest>("application/json")
        .Produces<ChatNotice>(400)
        .Produces<ChatNotice>(409)
        .Produces<ChatNotice>(413)
        .Produces<ChatNotice>(422)
        .Produces<ChatNotice>(429)
        .Produces<ChatNotice>(500)
        .Produces<ChatNotice>(503)
        .Produces<ChatNotice>(504);
}
