namespace TypedWs.Transport.Tests.Faults;

/// <summary>Sends numbered messages through a client in every way there is, and knows which of them were accepted.</summary>
internal sealed class ScheduleSender(WsClient client, FaultSchedule schedule, int id)
{
    private readonly Random _random = new(schedule.ClientSeed + id);
    private readonly List<(int Number, bool MayDrop)> _accepted = [];

    public string Name { get; } = $"client{id}";

    /// <summary>In the order of the calls. Complete when <see cref="RunAsync"/> has ended.</summary>
    public IReadOnlyList<(int Number, bool MayDrop)> Accepted => _accepted;

    /// <summary>Ends when everything is sent or refused. An exception of another kind than promised is thrown.</summary>
    public async Task RunAsync()
    {
        int number = 0;
        while (number < schedule.MessagesEach)
        {
            await Task.Delay(_random.Next(4));
            switch (_random.Next(5))
            {
                case 0:
                    Try(number++);
                    break;
                case 1:
                    await SendTogetherAsync(number, number += _random.Next(1, 8));
                    break;
                case 2:
                    using (var patience = new CancellationTokenSource(_random.Next(3)))
                        await SendAsync(number++, mayDrop: false, patience.Token);
                    break;
                case 3:
                    await FlushAsync();
                    break;
                default:
                    await SendAsync(number++, mayDrop: _random.Next(2) == 0, CancellationToken.None);
                    break;
            }
        }
    }

    private void Try(int number)
    {
        var message = new NumberedMessage(Name, number);
        if (client.TrySend(message.Type, message.ToBytes(Size())))
            _accepted.Add((number, false));
    }

    /// <summary>Calls them one after the other and awaits none before the last.</summary>
    private async Task SendTogetherAsync(int first, int end)
    {
        var sends = new List<Task<bool>>();
        for (int number = first; number < end; number++)
        {
            var message = new NumberedMessage(Name, number);
            sends.Add(IsAcceptedAsync(client.SendAsync(message.Type, message.ToBytes(Size()), WsDelivery.Keep, CancellationToken.None)));
        }

        for (int i = 0; i < sends.Count; i++)
        {
            if (await sends[i])
                _accepted.Add((first + i, false));
        }
    }

    private async Task SendAsync(int number, bool mayDrop, CancellationToken cancellationToken)
    {
        var message = new NumberedMessage(Name, number);
        WsDelivery delivery = mayDrop ? WsDelivery.MayDrop : WsDelivery.Keep;
        if (await IsAcceptedAsync(client.SendAsync(message.Type, message.ToBytes(Size()), delivery, cancellationToken)))
            _accepted.Add((number, mayDrop));
    }

    /// <summary>False for what was refused or called off, and so must never arrive.</summary>
    private static async Task<bool> IsAcceptedAsync(ValueTask sending)
    {
        try
        {
            await sending;
            return true;
        }
        catch (Exception exception) when (exception is WsException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task FlushAsync()
    {
        using var patience = new CancellationTokenSource(_random.Next(20));
        try
        {
            await client.FlushAsync(patience.Token);
        }
        catch (Exception exception) when (exception is WsException or OperationCanceledException)
        {
            // The connection ended first.
        }
    }

    private int Size() => _random.Next(4) == 0 ? _random.Next(schedule.LargestMessage + 1) : _random.Next(Math.Min(schedule.LargestMessage, 100) + 1);
}
