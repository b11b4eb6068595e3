using Dapr.Client;
using Dapr.Sidecar.State.Wire;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Parley.Sidecar;

/// <summary>The writes of the state API, over gRPC.</summary>
internal sealed class StateWriteRoutes(DaprClient state)
{
    private const string Service = "/dapr.proto.runtime.v1.Dapr";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{Service}/SaveState", context => GrpcCall.AnswerAsync(context, SaveStateRequest.Parser, SaveAsync));
        routes.MapPost(
            $"{Service}/ExecuteStateTransaction", context => GrpcCall.AnswerAsync(context, ExecuteStateTransactionRequest.Parser, TransactAsync));
    }

    private static StateTransactionRequest Request(StateItem item, StateOperationType type) => new(
        item.Key,
        type == StateOperationType.Delete ? null : item.Value.ToByteArray(),
        type,
        item.Etag?.Value,
        item.Metadata,
        item.Options?.Concurrency == 1 ? new StateOptions { Concurrency = ConcurrencyMode.FirstWrite } : null);

    private async Task<IMessage> SaveAsync(SaveStateRequest request)
    {
        foreach (var item in request.States)
        {
            var write = Request(item, StateOperationType.Upsert);
            await state.SaveByteStateAsync(request.StoreName, write.Key, write.Value, write.Options, write.Metadata);
        }

        return new Empty();
    }

    private async Task<IMessage> TransactAsync(ExecuteStateTransactionRequest request)
    {
        await state.ExecuteStateTransactionAsync(request.StoreName, [.. request.Operations.Select(operation => Request(
            operation.Request, operation.OperationType == "delete" ? StateOperationType.Delete : StateOperationType.Upsert))]);
        return new Empty();
    }
}
