using AotSmoke.Contracts;
using TypedWs;
using TypedWs.CompilerServices;

namespace AotSmoke;

/// <summary>All messages in one format.</summary>
internal sealed class Conversation(SmokeClient client, WireFormat format, CancellationToken cancellationToken)
{
    private int _travelled;

    /// <summary>Returns how many values have travelled there and back.</summary>
    public static async Task<int> RunAsync(Uri uri, WireFormat format, CancellationToken cancellationToken)
    {
        var welcomed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var client = new SmokeClient(new TypedWsClientOptions { Uri = uri, Format = format });
        client.OnWhoAreYou((_, _) => ValueTask.FromResult(new Name(format.ToString())));
        client.OnWelcome((welcome, _) =>
        {
            welcomed.TrySetResult(welcome.Text);
            return ValueTask.CompletedTask;
        });
        await client.ConnectAsync(cancellationToken);

        await client.SendHelloAsync("Hello", cancellationToken);
        string expected = $"Hello, {format}";
        string welcome = await welcomed.Task.WaitAsync(cancellationToken);
        if (welcome != expected)
            throw new InvalidOperationException($"The welcome in {format} is \"{welcome}\", but \"{expected}\" was expected.");

        var conversation = new Conversation(client, format, cancellationToken);
        await conversation.SendEverythingAsync();
        return conversation._travelled;
    }

    private async Task SendEverythingAsync()
    {
        await SendAsync(Numbers.Sample, SmokeCodecs.Numbers, client.NumbersAsync);
        await SendAsync(Texts.Sample, SmokeCodecs.Texts, client.TextsAsync);
        await SendAsync(Times.Sample, SmokeCodecs.Times, client.TimesAsync);
        await SendAsync(Binaries.Sample, SmokeCodecs.Binaries, client.BinariesAsync);
        await SendAsync(Enums.Sample, SmokeCodecs.Enums, client.EnumsAsync);
        await SendAsync(JsonValues.Sample, SmokeCodecs.JsonValues, client.JsonValuesAsync);
        await SendAsync(Lists.Sample, SmokeCodecs.Lists, client.ListsAsync);
        await SendAsync(ImmutableLists.Sample, SmokeCodecs.ImmutableLists, client.ImmutableListsAsync);
        await SendAsync(OtherLists.Sample, SmokeCodecs.OtherLists, client.OtherListsAsync);
        await SendAsync(Maps.Sample, SmokeCodecs.Maps, client.MapsAsync);
        await SendAsync(Keys.Sample, SmokeCodecs.Keys, client.KeysAsync);
        await SendAsync(Composed.Sample, SmokeCodecs.Composed, client.ComposedAsync);
        await SendAsync(Polymorphic.Sample, SmokeCodecs.Polymorphic, client.PolymorphicAsync);
        await SendAsync(Attributed.Sample, SmokeCodecs.Attributed, client.AttributedAsync);
        await SendRefusedAsync();
    }

    private async Task SendRefusedAsync()
    {
        try
        {
            await client.RefuseAsync(new Refuse(7), TimeSpan.FromSeconds(30), cancellationToken);
        }
        catch (RemoteException<Refused> refused) when (refused.Error.Count == 7)
        {
            _travelled++;
            return;
        }

        throw new InvalidOperationException($"The request in {format} was accepted, but should have been refused.");
    }

    private async Task SendAsync<T>(T value, ValueCodec<T> codec, Func<T, CancellationToken, ValueTask<T>> request)
    {
        T received = await request(value, cancellationToken);
        string sent = Encoding.Of(value, codec, format), returned = Encoding.Of(received, codec, format);
        if (returned != sent)
            throw new InvalidOperationException($"{typeof(T).Name} came back in {format} as {returned}, but was sent as {sent}.");

        _travelled++;
    }
}
