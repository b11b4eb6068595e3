using Dapr.Actors.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Dapr.Actors.Hosting;

/// <summary>An actor's object with the scope that its services came from.</summary>
internal sealed class ActorInstance(Actor actor, AsyncServiceScope scope) : IAsyncDisposable
{
    public Actor Actor => actor;

    public async ValueTask DisposeAsync()
    {
        if (actor is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            (actor as IDisposable)?.Dispose();
        }

        await scope.DisposeAsync();
    }
}
