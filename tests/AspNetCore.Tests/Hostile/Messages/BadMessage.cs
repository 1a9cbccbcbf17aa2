using System.Text;
using System.Text.Json;
using MessagePack;

namespace TypedWs.AspNetCore.Tests.Hostile.Messages;

/// <summary>A message that is answered with an error. The conversation goes on.</summary>
public sealed class BadMessage : Attack
{
    private readonly int _opcode;
    private readonly byte[] _payload;

    public BadMessage(string name, int error, string json)
        : base(name, AttackEnd.Answered(error))
        => (_opcode, _payload) = (RawClient.Text, Encoding.UTF8.GetBytes(json));

    public BadMessage(string name, int error, byte[] messagePack)
        : base(name, AttackEnd.Answered(error))
        => (_opcode, _payload) = (RawClient.Binary, messagePack);

    public override async Task<AttackEnd> RunAsync(Target target)
    {
        RawClient client = await target.ConnectAsync();
        await client.SendAsync(_opcode, _payload);
        RawFrame answer = await client.ReceiveAsync();
        await client.AssertAliveAsync();
        return AttackEnd.Answered(answer.Opcode == RawClient.Text ? answer.ErrorCode : MessagePackError(answer.Payload));
    }

    /// <summary>The code in <c>[1, id, [code, message], nil]</c>.</summary>
    private static int MessagePackError(byte[] answer)
        => JsonElement.Parse(MessagePackSerializer.ConvertToJson(answer, cancellationToken: TestContext.Current.CancellationToken))[2][0].GetInt32();
}
