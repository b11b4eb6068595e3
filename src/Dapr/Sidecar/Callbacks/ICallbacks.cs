using Microsoft.AspNetCore.Routing;

namespace Dapr.Sidecar.Callbacks;

/// <summary>Routes that the sidecar calls.</summary>
internal interface ICallbacks
{
    void Map(IEndpointRouteBuilder routes);
}
