namespace Parley.Crash.Tests;

/// <summary>Sends messages over one user's socket, and breaks it now and then.</summary>
internal sealed class SocketWriter(SteadySocket socket, int seed)
{
    private readonly Random random = new(seed);

    public async Task RunAsync(CancellationToken stopping)
    {
        for (var count = 1; !stopping.IsCancellationRequested; count++)
        {
            var answer = socket.SendAsync($"{socket.User}-{count} 什么时候发货？");
            if (random.Next(20) == 0)
            {
                socket.Break();
            }

            await answer;
            await Task.Delay(random.Next(10, 80), CancellationToken.None);
        }
    }
}
