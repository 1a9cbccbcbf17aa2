using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TypedWs.AspNetCore.Conversations;
using TypedWs.AspNetCore.Endpoint;
using TypedWs.CompilerServices;

namespace TypedWs.AspNetCore.Tests.Conversations;

/// <summary>What a handler for each message costs, beside the handler itself and what it asks for.</summary>
public sealed class HandlerScopeAllocationTests
{
    private const int Rounds = 1000;

    [Fact]
    public void Message_OfAHandlerWithoutServices_CostsItsScopeAndNoTask()
    {
        using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        var scopes = new HandlerScopes(services.GetRequiredService<IServiceScopeFactory>(), new ServedProtocol<ShadowHandler>(lifetime: null), NullLogger.Instance);
        for (int i = 0; i < Rounds; i++)
            Handle(scopes);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
            Handle(scopes);
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;

        // The container's scope, with its dictionary, is the greater part of it; unoptimized, state machines are objects, too.
        Assert.InRange(each, 1, 600);
    }

    private static void Handle(HandlerScopes scopes) => Assert.True(HandleAsync(scopes).IsCompletedSuccessfully);

    private static async Task HandleAsync(HandlerScopes scopes)
    {
        await using MessageScope scope = await scopes.OpenAsync();
        Assert.IsType<ShadowHandler>(scope.Handler);
    }
}
