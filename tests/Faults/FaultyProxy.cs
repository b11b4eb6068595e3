using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using Dapr.Actors;

namespace Parley.Faults;

/// <summary>A proxy that calls twice now and then, and lets nothing through by reference.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "The proxy class derives from it at run time.")]
internal class FaultyProxy : DispatchProxy
{
    private static readonly MethodInfo CallOfResult =
        typeof(FaultyProxy).GetMethod(nameof(CallAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static readonly ConcurrentDictionary<Type, MethodInfo> Calls = new();

    private Func<bool, IActor> owner = null!;
    private FaultSource faults = null!;
    private JsonSerializerOptions json = null!;

    /// <param name="owner">Whoever holds the actor, with what it remembers or, when asked, without.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="json">How arguments and results are written.</param>
    public static TActorInterface Create<TActorInterface>(Func<bool, TActorInterface> owner, FaultSource faults, JsonSerializerOptions json)
        where TActorInterface : IActor
    {
        var made = Create<TActorInterface, FaultyProxy>();
        var proxy = (FaultyProxy)(object)made;
        (proxy.owner, proxy.faults, proxy.json) = (fresh => owner(fresh), faults, json);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var result = targetMethod!.ReturnType == typeof(Task) ? typeof(object) : targetMethod.ReturnType.GetGenericArguments()[0];
        return Calls.GetOrAdd(result, static type => CallOfResult.MakeGenericMethod(type)).Invoke(this, [targetMethod, args ?? []]);
    }

    private async Task<TResult> CallAsync<TResult>(MethodInfo method, object?[] arguments)
    {
        if (faults.Options.TwoOwners && faults.Strikes(0.3))
        {
            // Whatever an owner that has slept makes of the call, it must not harm.
            await SettledAsync(CallOnceAsync<TResult>(method, arguments, fresh: false));
        }

        if (!faults.Strikes(faults.Options.DoubledCalls))
        {
            return await CallOnceAsync<TResult>(method, arguments);
        }

        var first = CallOnceAsync<TResult>(method, arguments);
        if (faults.Strikes(0.5))
        {
            await SettledAsync(first);
        }

        var second = CallOnceAsync<TResult>(method, arguments);
        await SettledAsync(Task.WhenAll(first, second));
        return await (faults.Strikes(0.5) ? first : second);
    }

    private static async Task SettledAsync(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<TResult> CallOnceAsync<TResult>(MethodInfo method, object?[] arguments, bool fresh = true)
    {
        var parameters = method.GetParameters();
        var copies = arguments.Select((argument, index) => RoundTrip(argument, parameters[index].ParameterType)).ToArray();
        var call = (Task)method.Invoke(owner(fresh), BindingFlags.DoNotWrapExceptions, null, copies, null)!;
        if (method.ReturnType == typeof(Task))
        {
            await call;
            return default!;
        }

        return (TResult)RoundTrip(await (Task<TResult>)call, typeof(TResult))!;
    }

    private object? RoundTrip(object? value, Type type) => faults.Options.JsonRoundTrips
        ? JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, type, json), type, json)
        : value;
}
