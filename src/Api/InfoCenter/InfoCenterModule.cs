using Carter;
using Parley.Api.Contracts;
using Parley.Api.InfoCenter.Figures;
using Parley.Api.InfoCenter.Messages;
using Parley.Api.InfoCenter.Sessions;
using Parley.Api.InfoCenter.Staff;
using Parley.Api.InfoCenter.Streams;

namespace Parley.Api.InfoCenter;

/// <summary>Robots report messages; operators watch, search, take over, and see how content customers are.</summary>
public sealed class InfoCenterModule : ICarterModule, IContract
{
    public const string Channel = "info-center";
    private const string Json = "application/json";

    // What is a route, here or in another contract, is no id.
    private const string OneMessageRoute = "/api/messages/{id:regex(^(?!(stream|batch)$))}";
    private const string OneSessionRoute = "/api/sessions/{id:regex(^(?!(stream|active|create)$))}";
    private const string OneMemberRoute = "/api/staff/{id}";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Information centre");
        AddMessageRoutes(group);
        AddSessionRoutes(group);
        AddStaffRoutes(group);
        group.MapGet("/api/stats", ShowStatistics.HandleAsync).Describe(InfoParameters.Statistics)
            .Produces<InfoData<InfoStatistics>>().Fails(400, 503);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MessageFrames>();
        services.AddSingleton<SessionFrames>();
        services.AddSingleton<OpenStreams>();
    }

    public bool Owns(PathString path) => path.Value?.ToLowerInvariant().Split('/') switch
    {
        ["", "api", "sessions", "create"] => false,
        ["", "api", "sessions", _, "complete" or "status"] => false,
        ["", "api", "messages", "batch"] => false,
        ["", "api", "messages" or "sessions" or "staff" or "stats", ..] => true,
        _ => false,
    };

    public IResult Describe(ContractFailure failure, IServiceProvider services) => InfoError.Of(failure).Answer();

    private static void AddMessageRoutes(RouteGroupBuilder group)
    {
        group.MapPost(ReportMessage.Route, ReportMessage.HandleAsync).Accepts<ReportRequest>(Json).Describe(ParameterDescriptions.IdempotencyKey)
            .Produces<InfoData<InfoMessage>>(201).Fails(400, 413, 422, 503);
        group.MapGet(ReportMessage.Route, ListMessages.HandleAsync).Describe(InfoParameters.Messages)
            .Produces<InfoPage<InfoMessage>>().Fails(400, 503);
        group.MapGet("/api/messages/stream", StreamEndpoint.MessagesAsync).Describe(InfoParameters.Stream).WithMetadata(new EventStreamRoute())
            .Produces<string>(200, "text/event-stream").Fails(400, 503);
        group.MapGet(OneMessageRoute, OneMessage.GetAsync).Produces<InfoData<InfoMessage>>().Fails(404, 503);
        group.MapPut(OneMessageRoute, OneMessage.PutAsync).Accepts<MessageChange>(Json)
            .Produces<InfoData<InfoMessage>>().Fails(400, 404, 413, 503);
        group.MapDelete(OneMessageRoute, OneMessage.DeleteAsync).Produces<InfoDone>().Fails(404, 503);
    }

    private static void AddSessionRoutes(RouteGroupBuilder group)
    {
        group.MapGet("/api/sessions", ListSessions.HandleAsync).Describe(InfoParameters.Sessions)
            .Produces<InfoPage<InfoSession>>().Fails(400, 503);
        group.MapGet("/api/sessions/active", ListSessions.ActiveAsync).Describe(InfoParameters.ActiveSessions)
            .Produces<InfoActiveSessions>().Fails(400, 503);
        group.MapGet("/api/sessions/stream", StreamEndpoint.SessionsAsync).Describe(InfoParameters.Stream).WithMetadata(new EventStreamRoute())
            .Produces<string>(200, "text/event-stream").Fails(400, 503);
        group.MapGet(OneSessionRoute, OneSession.GetAsync).Describe(InfoParameters.Id)
            .Produces<InfoData<InfoSession>>().Fails(404, 503);
        group.MapPut(OneSessionRoute, OneSession.PutAsync).Describe(InfoParameters.Id).Accepts<SessionChange>(Json)
            .Produces<InfoData<InfoSession>>().Fails(400, 404, 413, 503);
    }

    private static void AddStaffRoutes(RouteGroupBuilder group)
    {
        group.MapPost(CreateStaff.Route, CreateStaff.HandleAsync).Accepts<StaffRequest>(Json).Describe(ParameterDescriptions.IdempotencyKey)
            .Produces<InfoData<InfoStaff>>(201).Fails(400, 409, 413, 422, 503);
        group.MapGet(CreateStaff.Route, ListStaff.HandleAsync).Describe(InfoParameters.Staff)
            .Produces<InfoPage<InfoStaff>>().Fails(400, 503);
        group.MapGet(OneMemberRoute, OneMember.GetAsync).Describe(InfoParameters.Id)
            .Produces<InfoData<InfoStaff>>().Fails(404, 503);
        group.MapPut(OneMemberRoute, OneMember.PutAsync).Describe(InfoParameters.Id).Accepts<StaffChange>(Json)
            .Produces<InfoData<InfoStaff>>().Fails(400, 404, 409, 413, 503);
        group.MapDelete(OneMemberRoute, OneMember.DeleteAsync).Describe(InfoParameters.Id)
            .Produces<InfoDone>().Fails(404, 503);
    }
}
