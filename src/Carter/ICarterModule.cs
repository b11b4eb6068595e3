using Microsoft.AspNetCore.Routing;

namespace Carter;

/// <summary>A group of routes. Modules are singletons: what a handler needs it takes as parameters.</summary>
public interface ICarterModule
{
    /// <summary>Maps the module's routes.</summary>
    void AddRoutes(IEndpointRouteBuilder app);
}
