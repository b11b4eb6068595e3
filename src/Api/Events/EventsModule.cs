using Carter;
using Parley.Sessions;
using Parley.Workflows.Chats;

namespace Parley.Api.Events;

/// <summary>What replicas tell each other over publish/subscribe.</summary>
public sealed class EventsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app
        .MapPost("/events/reply-chunks", (ReplyPiece piece, ReplyChunks chunks) => chunks.Hear(piece))
        .WithTopic(Announcements.Component, ReplyChunks.Topic)
        .ExcludeFromDescription();
}
