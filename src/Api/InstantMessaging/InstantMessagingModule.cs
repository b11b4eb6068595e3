using Carter;
using Parley.Api.Contracts;
using Parley.Api.InstantMessaging.Sockets;

namespace Parley.Api.InstantMessaging;

/// <summary>A user sends a message; the AI's reply arrives later, by socket and in the list.</summary>
public sealed class InstantMessagingModule : ICarterModule, IContract
{
    public const string Channel = "im";

    private static readonly string[] Paths = ["/api/message", "/api/ai", "/ws"];

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Instant messaging");
        group.MapPost(SendMessage.Route, SendMessage.HandleAsync)
            .Accepts<SendRequest>("application/json")
            .Produces<MessageView>()
            .Produces<ErrorView>(400)
            .Produces<ErrorView>(422)
            .Produces<ErrorView>(503);
        group.MapGet("/api/message/list", ReadLists.MessagesAsync).Produces<MessageList>().Produces<ErrorView>(400);
        group.MapGet("/api/message/{message_id}", ReadLists.MessageAsync).Produces<MessageView>().Produces<ErrorView>(404);
        group.MapGet("/api/ai/records", ReadLists.RecordsAsync).Produces<RecordList>().Produces<ErrorView>(400);
        group.MapGet("/ws/{user_id}", SocketEndpoint.HandleAsync).Produces(101).Produces<ErrorView>(400).Produces<ErrorView>(503);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MessageIds>();
        services.AddSingleton<Views>();
        services.AddSingleton<SocketFrames>();
        services.AddSingleton<OpenSockets>();
        services.AddOptions<StreamingOptions>().Bind(configuration.GetSection("Streaming")).ValidateDataAnnotations().ValidateOnStart();
    }

    public bool Owns(PathString path) => Array.Exists(Paths, prefix => path.StartsWithSegments(prefix, StringComparison.Ordinal));

    public IResult Describe(ContractFailure failure, IServiceProvider services) => services.GetRequiredService<Views>().Of(new ImError((int)failure, (int)failure, failure switch
    {
        ContractFailure.BadInput => "请求格式错误",
        ContractFailure.Unauthorized => "未授权",
        ContractFailure.NotFound => "资源不存在",
        ContractFailure.MethodNotAllowed => "请求方法不支持",
        ContractFailure.TooLarge => "请求体过大",
        ContractFailure.IdempotencyMismatch => "Idempotency-Key 已用于其他请求",
        ContractFailure.Unavailable => "服务暂时不可用，请稍后重试",
        _ => "服务器内部错误",
    }));
}
