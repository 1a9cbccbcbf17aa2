using System.Text.Json;
using MessagePack;

namespace TypedWs.Tests.Peers;

/// <summary>Errors that a message declares, on their way from what throws them to what catches them.</summary>
public sealed class TypedErrorTests : PeerTest
{
    public static TheoryData<WireFormat> Formats => [WireFormat.Json, WireFormat.MessagePack];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task RequestAsync_HandlerThrowsADeclaredError_ThrowsTheSame(WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        server.Handlers.Ask = static (_, _) => throw new RemoteException<Shortage>("None left.", new Shortage("apples"));

        RemoteException<Shortage> thrown = await Assert.ThrowsAsync<RemoteException<Shortage>>(() => client.AskAsync("x").Limited());

        Assert.Equal((TestErrors.ShortageCode, "None left.", new Shortage("apples")), (thrown.Code, thrown.Message, thrown.Error));
        Assert.Equal(format, thrown.DataFormat);
        Assert.Contains("apples", thrown.GetData()!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task RequestAsync_OfTheServer_ThrowsWhatTheClientsHandlerThrew(WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        client.Handlers.Save = static async (_, _) =>
        {
            await Task.Yield();
            throw new RemoteException<Shortage>("None left.", new Shortage("apples"));
        };

        RemoteException<Shortage> thrown = await Assert.ThrowsAsync<RemoteException<Shortage>>(
            () => server.Peer.RequestAsync(TestMethods.Save, new Save("x"), CancellationToken.None).Limited());

        Assert.Equal("apples", thrown.Error.Text);
    }

    [Fact]
    public async Task RequestAsync_ErrorOfSeveralCodes_HasTheOneThatWasThrown()
    {
        (Side client, Side server) = CreatePair();
        server.Handlers.Ask = static (_, _) => throw new RemoteException<Refusal>(TestErrors.OtherRefusalCode, "No.", new Refusal("never"));

        RemoteException<Refusal> thrown = await Assert.ThrowsAsync<RemoteException<Refusal>>(() => client.AskAsync("x").Limited());

        Assert.Equal((TestErrors.OtherRefusalCode, "never"), (thrown.Code, thrown.Error.Text));
    }

    [Fact]
    public async Task RequestAsync_CaughtErrorThrownOn_TravelsOn()
    {
        (Side client, Side server) = CreatePair();
        client.Handlers.Ask = static (_, _) => throw new RemoteException<Refusal>(TestErrors.RefusalCode, "No.", new Refusal("never"));
        server.Handlers.Ask = async (ask, token) => await server.Peer.RequestAsync(TestMethods.Ask, ask, token);

        RemoteException<Refusal> thrown = await Assert.ThrowsAsync<RemoteException<Refusal>>(() => client.AskAsync("x").Limited());

        Assert.Equal((TestErrors.RefusalCode, "never"), (thrown.Code, thrown.Error.Text));
    }

    [Fact]
    public async Task Receive_HandlerThrowsADeclaredError_AnswersWithItsData()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Handlers.Ask = static (_, _) => throw new RemoteException<Shortage>("None left.", new Shortage("apples"));

        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":{"text":"x"}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"error":{"code":7001,"message":"None left.","data":{"text":"apples"}}}""", await raw.NextTextAsync());

        await raw.SendAsync("""[{"jsonrpc":"2.0","id":1,"method":"t.ask","params":{"text":"x"}},{"jsonrpc":"2.0","id":2,"method":"t.save","params":{"text":"x"}}]""");
        Assert.Equal(
            """[{"jsonrpc":"2.0","id":1,"error":{"code":7001,"message":"None left.","data":{"text":"apples"}}},{"jsonrpc":"2.0","id":2,"result":null}]""",
            await raw.NextTextAsync());
    }

    [Fact]
    public async Task Receive_HandlerThrowsWhatIsNotDeclared_AnswersWithInternalErrorAndLogs()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Log.ExpectsErrors = true;
        (Exception Thrown, string Log)[] cases =
        [
            (new RemoteException<Note>("Hush.", new Note("secret")),
                "RemoteException<Note> was thrown to answer t.ask, which does not declare it. Mark the message [MessageError<Note>(code)]. The caller gets an internal error."),
            (new RemoteException<Refusal>("Hush.", new Refusal("secret")),
                "RemoteException<Refusal> was thrown to answer t.ask, which declares it under several codes. Throw it with one of them: new RemoteException<Refusal>(code, message, error). The caller gets an internal error."),
            (new RemoteException<Shortage>(9, "Hush.", new Shortage("secret")),
                "RemoteException<Shortage> was thrown to answer t.ask, which declares it, but not under the code 9. Leave the code out, or mark the message [MessageError<Shortage>(9)]. The caller gets an internal error."),
        ];

        foreach ((Exception thrown, string log) in cases)
        {
            side.Handlers.Ask = (_, _) => throw thrown;
            await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":{"text":"x"}}""");

            Assert.Equal("""{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"The handler failed. The other side\u0027s log tells why."}}""", await raw.NextTextAsync());
            CapturingLogger.Entry entry = side.Log.Entries.Last();
            Assert.Equal((220, log, thrown), (entry.EventId.Id, entry.Message, entry.Exception));
        }
    }

    [Fact]
    public async Task Receive_ErrorCannotBeWritten_AnswersWithInternalErrorAndLogs()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Log.ExpectsErrors = true;
        side.Handlers.Ask = static (_, _) => throw new RemoteException<Shortage>("None left.", new Shortage(TestMethods.AskCodec.Unwritable));

        await raw.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"t.ask","params":{"text":"x"}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"The error could not be written."}}""", await raw.NextTextAsync());
        Assert.True(side.HasLogged(209));
    }

    [Fact]
    public async Task Receive_OneWayHandlerThrows_IsLoggedAsAnyException()
    {
        (Side side, RawSide raw) = CreateRaw();
        side.Log.ExpectsErrors = true;
        side.Handlers.Note = static (_, _) => throw new RemoteException<Shortage>("None left.", new Shortage("apples"));

        await raw.SendAsync("""{"jsonrpc":"2.0","method":"t.note","params":{"text":"x"}}""");

        await raw.AssertNothingMoreAsync();
        Assert.Equal([200], side.Log.Entries.Where(static entry => entry.Level == Microsoft.Extensions.Logging.LogLevel.Error).Select(static entry => entry.EventId.Id));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("{\"text\":\"" + TestMethods.AskCodec.Refused + "\"}")]
    public async Task RequestAsync_DataIsNotTheError_ThrowsAPlainErrorAndLogs(string data)
    {
        (Side side, RawSide raw) = CreateRaw();
        Task asked = side.AskAsync("x").AsTask();
        await raw.SendAsync($$$"""{"jsonrpc":"2.0","id":0,"error":{"code":7001,"message":"None left.","data":{{{data}}}}}""");

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => asked.Limited());

        Assert.Equal((7001, "None left.", data), (thrown.Code, thrown.Message, thrown.GetData()!.Value.GetRawText()));
        Assert.True(side.HasLogged(222));
        Assert.DoesNotContain(side.Log.Entries, static entry => entry.Message.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RequestAsync_NoData_ThrowsAPlainError()
    {
        (Side side, RawSide raw) = CreateRaw();
        Task asked = side.AskAsync("x").AsTask();
        await raw.SendAsync("""{"jsonrpc":"2.0","id":0,"error":{"code":7001,"message":"None left."}}""");

        Assert.Null((await Assert.ThrowsAsync<RemoteException>(() => asked.Limited())).GetData());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task RequestStream_ErrorInTheMiddle_ComesAfterTheItems(WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        server.Handlers.List = static (_, _) => Failing(3);
        var items = new List<string>();

        RemoteException<Shortage> thrown = await Assert.ThrowsAsync<RemoteException<Shortage>>(async () =>
        {
            await foreach (Answer answer in client.List("x", Limit))
                items.Add(answer.Text);
        });

        Assert.Equal(["0", "1", "2"], items);
        Assert.Equal("apples", thrown.Error.Text);

        static async IAsyncEnumerable<Answer> Failing(int count)
        {
            for (int i = 0; i < count; i++)
            {
                await Task.Yield();
                yield return new Answer($"{i}");
            }

            throw new RemoteException<Shortage>("None left.", new Shortage("apples"));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Upload_SourceThrowsADeclaredError_IsTheSameForTheHandler(WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        var caught = new TaskCompletionSource<Exception>();
        server.Handlers.Collect = async (_, notes, token) =>
        {
            caught.SetResult(await Assert.ThrowsAnyAsync<Exception>(async () => await notes.ToListAsync(token)));
            throw new RemoteException<Refusal>(TestErrors.RefusalCode, "No.", new Refusal("never"));
        };
        var failure = new RemoteException<Shortage>("None left.", new Shortage("apples"));

        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => client.CollectAsync("x", FailingNotes(failure)).Limited());

        Assert.Same(failure, thrown);
        Assert.Equal("apples", Assert.IsType<RemoteException<Shortage>>(await caught.Task.Limited()).Error.Text);
    }

    [Fact]
    public async Task Upload_HandlerThrowsADeclaredError_ThrowsTheSame()
    {
        (Side client, Side server) = CreatePair();
        server.Handlers.Collect = static (_, _, _) => throw new RemoteException<Shortage>("None left.", new Shortage("apples"));

        Assert.Equal("apples", (await Assert.ThrowsAsync<RemoteException<Shortage>>(() => client.CollectAsync("x", AsyncEnumerable.Empty<Note>()).Limited())).Error.Text);
    }

    [Fact]
    public async Task Upload_SourceThrowsWhatIsNotDeclared_IsLoggedHereAndInternalThere()
    {
        (Side client, Side server) = CreatePair();
        client.Log.ExpectsErrors = true;
        var caught = new TaskCompletionSource<Exception>();
        server.Handlers.Collect = async (_, notes, token) =>
        {
            caught.SetResult(await Assert.ThrowsAnyAsync<Exception>(async () => await notes.ToListAsync(token)));
            return new Answer("y");
        };

        await Assert.ThrowsAsync<RemoteException<Note>>(() => client.CollectAsync("x", FailingNotes(new RemoteException<Note>("Hush.", new Note("secret")))).Limited());

        Assert.Equal(ErrorCodes.InternalError, Assert.IsType<RemoteException>(await caught.Task.Limited()).Code);
        Assert.True(client.HasLogged(220));
    }

    [Fact]
    public async Task Duplex_BothDirections_CarryDeclaredErrors()
    {
        (Side client, Side server) = CreatePair(WireFormat.MessagePack);
        server.Handlers.Convert = static (_, notes, _) => notes.Select(static note => new Answer(note.Text));
        var failure = new RemoteException<Shortage>("None left.", new Shortage("apples"));

        RemoteException<Shortage> thrown = await Assert.ThrowsAsync<RemoteException<Shortage>>(async () => await client.Convert("x", FailingNotes(failure)).ToListAsync(Limit));

        Assert.NotSame(failure, thrown); // The handler let through what the source threw.
        Assert.Equal("apples", thrown.Error.Text);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task RequestAsync_ErrorWithJsonData_ArrivesAsTheSame(WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        using JsonDocument data = JsonDocument.Parse("""{"limit":50,"rooms":["a",null,true,1.5]}""");
        JsonElement element = data.RootElement.Clone();
        server.Handlers.Ask = (_, _) => throw new RemoteException(42, "full", element);

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        Assert.Equal((42, format), (thrown.Code, thrown.DataFormat));
        Assert.True(JsonElement.DeepEquals(element, thrown.GetData()!.Value));
    }

    [Theory]
    [InlineData(WireFormat.Json, WireFormat.MessagePack)]
    [InlineData(WireFormat.MessagePack, WireFormat.Json)]
    public async Task RequestAsync_DataOfTheOtherFormat_IsConverted(WireFormat held, WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        byte[] data = held == WireFormat.Json ? "[1,\"b\"]"u8.ToArray() : MessagePackSerializer.ConvertFromJson("[1,\"b\"]", cancellationToken: Limit);
        server.Handlers.Ask = (_, _) => throw new RemoteException(42, "full") { RawData = data, DataFormat = held };

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        Assert.Equal((format, """[1,"b"]"""), (thrown.DataFormat, thrown.GetData()!.Value.GetRawText()));
    }

    [Fact]
    public async Task RequestAsync_DataWithoutAFormInJson_IsLeftOutAndLogged()
    {
        (Side client, Side server) = CreatePair();
        byte[] data = MessagePackSerializer.Serialize(double.NaN, cancellationToken: Limit);
        server.Handlers.Ask = (_, _) => throw new RemoteException(42, "full") { RawData = data, DataFormat = WireFormat.MessagePack };

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        Assert.Equal((42, "full", 0), (thrown.Code, thrown.Message, thrown.RawData.Length));
        Assert.True(server.HasLogged(221));
    }

    [Theory]
    [InlineData(WireFormat.Json, "\x93\x01")] // An array of three that has one.
    [InlineData(WireFormat.MessagePack, "{\"a\":")]
    [InlineData(WireFormat.MessagePack, "\"\\ud800\"")]
    public async Task RequestAsync_MalformedDataOfTheOtherFormat_IsLeftOutAndLogged(WireFormat format, string data)
    {
        (Side client, Side server) = CreatePair(format);
        WireFormat held = format == WireFormat.Json ? WireFormat.MessagePack : WireFormat.Json;
        server.Handlers.Ask = (_, _) => throw new RemoteException(42, "full") { RawData = System.Text.Encoding.Latin1.GetBytes(data), DataFormat = held };

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        Assert.Equal((42, 0), (thrown.Code, thrown.RawData.Length));
        Assert.True(server.HasLogged(221));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task RequestAsync_MessageIsNoValidUnicode_IsStillAnswered(WireFormat format)
    {
        (Side client, Side server) = CreatePair(format);
        server.Handlers.Ask = static (_, _) => throw new RemoteException(42, "half \ud800 pair");

        RemoteException thrown = await Assert.ThrowsAsync<RemoteException>(() => client.AskAsync("x").Limited());

        Assert.Equal(42, thrown.Code);
    }

    [Fact]
    public void RemoteException_UndefinedData_IsRefused() => Assert.Throws<ArgumentException>(static () => new RemoteException(1, "m", default(JsonElement)));

    private static async IAsyncEnumerable<Note> FailingNotes(Exception failure)
    {
        await Task.Yield();
        yield return new Note("first");
        throw failure;
    }
}
