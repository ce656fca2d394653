using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SmsActivation.Core.Storage.SqlServer;

/// <summary>Rows as SqlBulkCopy reads them: token and place first, then the row's columns in their order.</summary>
internal sealed class StagedRows<T>(string token, IReadOnlyList<BulkColumn<T>> columns, IReadOnlyList<T> rows)
    : DbDataReader
{
    private const int Own = 2; // token and place

    private int _place = -1;

    public override int FieldCount => columns.Count + Own;
    public override int Depth => 0;
    public override bool HasRows => rows.Count > 0;
    public override bool IsClosed => false;
    public override int RecordsAffected => -1;
    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ++_place < rows.Count;

    public override bool NextResult() => false;

    public override object GetValue(int ordinal)
    {
        if (ordinal < Own)
            return ordinal == 0 ? token : _place;
        return columns[ordinal - Own].Value(rows[_place]) switch
        {
            null => DBNull.Value,
            DateTimeOffset time => StoredTypes.ToMilliseconds(time),
            DateOnly day => day.ToDateTime(TimeOnly.MinValue),
            var value => value,
        };
    }

    public override bool IsDBNull(int ordinal) => GetValue(ordinal) is DBNull;

    public override string GetName(int ordinal) =>
        ordinal switch
        {
            0 => "token",
            1 => "place",
            _ => columns[ordinal - Own].Name,
        };

    public override int GetOrdinal(string name) =>
        Enumerable.Range(0, FieldCount).First(ordinal => GetName(ordinal) == name);

    [return: DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties
    )]
    public override Type GetFieldType(int ordinal) => typeof(object);

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);
        return count;
    }

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);
}
