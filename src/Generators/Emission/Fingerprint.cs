using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>
/// Hashes what two builds of one contract have in common on the wire: names, kinds, senders, and the shapes of what travels.
/// Names of C# types do not count, nor does the order in which messages are declared.
/// Two builds with different fingerprints may still understand each other; nothing is refused for it.
/// </summary>
internal sealed class Fingerprint
{
    private readonly Dictionary<string, TypeModel> _types;
    private readonly Dictionary<string, int> _objects = [];
    private readonly StringBuilder _text = new();

    private Fingerprint(ContractModel contract) => _types = contract.Types.ToDictionary(static type => type.Name);

    public static string Of(ContractModel contract)
    {
        var fingerprint = new Fingerprint(contract);
        foreach (MessageModel message in contract.Messages)
        {
            fingerprint.Append(message);
        }

        using SHA256 hash = SHA256.Create();
        byte[] digest = hash.ComputeHash(Encoding.UTF8.GetBytes(fingerprint._text.ToString()));
        return string.Concat(digest.Take(8).Select(static part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private void Append(MessageModel message)
    {
        _text.Append(message.Sender).Append(' ').Append(message.Kind).Append(' ').Append(message.WireName).Append('(');
        Append(message.Type);
        _text.Append(')');
        if (message.Reply is not null)
        {
            Append(message.Reply);
        }

        if (message.Accepted is not null)
        {
            _text.Append(' ').Append(message.StreamMember).Append('<');
            Append(message.Accepted);
        }

        foreach (ErrorModel error in message.Errors)
        {
            _text.Append(" !").Append(error.Code).Append(' ');
            Append(error.Type);
        }

        _text.Append('\n');
    }

    private void Append(string type)
    {
        switch (_types[type])
        {
            case PrimitiveModel primitive:
                _text.Append(primitive.Kind);
                break;
            case EnumModel enumeration:
                _text.Append(enumeration.IsNumber ? "enum#" : "enum").Append(string.Join("|", enumeration.Members.Select(static member => $"{member.JsonName}={member.Value}")));
                break;
            case AdaptedModel adapted:
                _text.Append('~').Append(adapted.Label);
                Append(adapted.Element);
                break;
            case ScalarModel scalar:
                _text.Append(scalar.Codec);
                break;
            case CompositeModel composite:
                _text.Append(SignOf(composite.Shape));
                foreach (string element in composite.Elements)
                {
                    Append(element);
                }

                break;
            case UnionModel union:
                Append(union);
                break;
            case ObjectModel model:
                Append(model);
                break;
        }
    }

    private static char SignOf(CompositeShape shape) => shape switch
    {
        CompositeShape.Sequence => '*',
        CompositeShape.Map => '%',
        _ => '?',
    };

    private void Append(UnionModel type)
    {
        if (!TryBegin(type))
        {
            return;
        }

        _text.Append('<').Append(type.Member);
        foreach (UnionCaseModel item in type.Cases)
        {
            _text.Append('|').Append(item.Json).Append('/').Append(item.MessagePack).Append(' ');
            Append(item.Type);
        }

        _text.Append('>');
    }

    /// <summary>A type that was met before is a number: types may contain themselves.</summary>
    private bool TryBegin(TypeModel type)
    {
        if (_objects.TryGetValue(type.Name, out int number))
        {
            _text.Append('#').Append(number);
            return false;
        }

        _objects.Add(type.Name, _objects.Count);
        return true;
    }

    private void Append(ObjectModel type)
    {
        if (!TryBegin(type))
        {
            return;
        }

        _text.Append(type.IsMap ? "@{" : "{");
        foreach (MemberModel member in type.Members)
        {
            _text.Append(member.Position).Append(member.IsRequired ? '!' : ':').Append(member.JsonName).Append(member.Key is null ? string.Empty : "@" + member.Key).Append(' ');
            Append(member.Type);
            _text.Append(';');
        }

        _text.Append('}');
    }
}
