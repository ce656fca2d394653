'use strict';

const express = require('express');
const { Pool } = require('pg');
const twilio = require('twilio');
const { handleText } = require('./activation');

// Where the database is, pg reads from PGHOST, PGUSER and PGDATABASE itself; twilio reads TWILIO_AUTH_TOKEN.
const { PORT = 3000, PUBLIC_URL = `http://127.0.0.1:${PORT}` } = process.env;
const uniqueViolation = '23505';

const pool = new Pool({ max: 10 });
pool.on('error', (error) => console.error(error.message));

async function inTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function answer(text) {
  try {
    return await inTransaction((client) => handleText(client, text));
  } catch (error) {
    // Another phone was faster with this card: decide again on what it left.
    if (error.code !== uniqueViolation) throw error;
    return inTransaction((client) => handleText(client, text));
  }
}

const app = express();
app.use(express.urlencoded({ extended: false }));

app.post('/twilio/sms', twilio.webhook({ url: `${PUBLIC_URL}/twilio/sms` }), async (req, res) => {
  const reply = await answer(req.body);
  const twiml = new twilio.twiml.MessagingResponse();
  if (reply !== null) twiml.message(reply);
  res.type('text/xml').send(twiml.toString());
});

app.listen(PORT, '127.0.0.1');
