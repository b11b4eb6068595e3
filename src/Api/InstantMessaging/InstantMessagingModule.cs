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
            .DescribeSend()
            .Produces<MessageView>()
            .Produces<ErrorView>(400)
            .Produces<ErrorView>(413)
            .Produces<ErrorView>(422)
            .Produces<ErrorView>(503);
        group.MapGet("/api/message/list", ReadLists.MessagesAsync)
            .DescribePage()
            .Produces<MessageList>()
            .Produces<ErrorView>(400)
            .Produces<ErrorView>(503);

        // Without the exception a GET of the send route would look for a message of that name.
        group.MapGet("/api/message/{message_id:regex(^(?!send$))}", ReadLists.MessageAsync)
            .Produces<MessageView>()
            .Produces<ErrorView>(404)
            .Produces<ErrorView>(503);
        group.MapGet("/api/ai/records", ReadLists.RecordsAsync)
            .DescribePage()
            .Produces<RecordList>()
            .Produces<ErrorView>(400)
            .Produces<ErrorView>(503);
        group.MapGet("/ws/{user_id}", SocketEndpoint.HandleAsync)
            .DescribeSocket()
            .Produces(101)
            .Produces<ErrorView>(400)
            .Produces<ErrorView>(503);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MessageIds>();
        services.AddSingleton<Views>();
        services.AddSingleton<SocketFrames>();
        services.AddSingleton<OpenSockets>();
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
