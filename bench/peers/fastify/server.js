'use strict'

// POST /reverse and POST /sleep in a process for each processor, which share one free port.

const cluster = require('node:cluster')
const { availableParallelism } = require('node:os')
const { setTimeout } = require('node:timers/promises')

const SLEEP_MILLIS = 3000

if (cluster.isPrimary) {
  lead()
} else {
  serve()
}

function lead () {
  const processes = availableParallelism()
  let listening = 0
  cluster.on('listening', (worker, address) => {
    listening += 1
    if (listening === processes) {
      console.log(`http://127.0.0.1:${address.port}`)
    }
  })
  // With one process less, it would be another server that is measured. The others end with this one.
  cluster.once('exit', (worker, code, signal) => {
    console.error(`Process ${worker.process.pid} ended (${signal ?? code}), and so does the server`)
    end(1)
  })
  process.once('SIGTERM', () => end(0))
  process.once('SIGINT', () => end(0))
  for (let i = 0; i < processes; i++) {
    cluster.fork()
  }
}

function end (code) {
  cluster.removeAllListeners('exit')
  for (const worker of Object.values(cluster.workers)) {
    worker.process.kill('SIGKILL')
  }
  process.exit(code)
}

function serve () {
  const fastify = require('fastify')()
  // A declared answer is written faster than one that must be looked at.
  const schema = { response: { 200: { type: 'object', properties: { data: { type: 'array', items: {} } } } } }
  fastify.post('/reverse', { schema }, async request => reverse(request.body))
  fastify.post('/sleep', { schema }, async request => {
    await setTimeout(SLEEP_MILLIS)
    return reverse(request.body)
  })
  // In a cluster, 0 is the same free port for every process.
  fastify.listen({ host: '127.0.0.1', port: 0 }, failure => {
    if (failure) {
      throw failure
    }
  })
}

function reverse (body) {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw badRequest('The body is not a JSON object')
  }
  return { data: Object.values(body).map(reverseValue) }
}

function reverseValue (value) {
  if (typeof value === 'string') {
    return Array.from(value).reverse().join('')
  }
  if (Array.isArray(value)) {
    return value.reverse()
  }
  throw badRequest('A value is neither a string nor an array')
}

function badRequest (message) {
  return Object.assign(new Error(message), { statusCode: 400 })
}
