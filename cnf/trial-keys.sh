#!/bin/sh
# Keys and certificates for tests, made anew in the folder $1 by openssl. None of them guards anything.
#   ca            the authority            other-ca     another one, which nobody trusts
#   server        localhost, 127.0.0.1     server-2     the same names, as after a renewal
#   server-rsa server-ed                    the same names, by other kinds of key
#   expired       the same, expired        elsewhere    for elsewhere.example only
#   operator device viewer nobody           clients; stranger is an operator, but of other-ca
#   pkcs1.key sec1.key encrypted.key       server-rsa's and server's key in other forms
set -eu
cd "$1"
umask 077
{
  authority() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 400 -keyout "$1.key" -out "$1.pem" -subj "/O=Trial/CN=$2"; }
  sign() { openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days "$3" -out "$1.pem" ${4:+-extfile "$4"}; }
  request() { openssl req -newkey "$3" ${4:+-pkeyopt "$4"} -nodes -keyout "$1.key" -out "$1.csr" -subj "/O=Trial/CN=$2"; }
  ec() { request "$1" "$2" ec ec_paramgen_curve:P-256; }

  authority ca 'Trial CA'
  authority other-ca 'Other CA'
  echo 'subjectAltName=DNS:localhost,IP:127.0.0.1' > here
  echo 'subjectAltName=DNS:elsewhere.example' > there
  ec server localhost; sign server ca 365 here
  ec server-2 localhost; sign server-2 ca 365 here
  ec expired localhost; sign expired ca -1 here
  ec elsewhere elsewhere.example; sign elsewhere ca 365 there
  request server-rsa localhost rsa:2048; sign server-rsa ca 20 here
  for name in operator device viewer nobody; do ec $name $name; sign $name ca 365; done
  openssl req -newkey ed25519 -nodes -keyout server-ed.key -out server-ed.csr -subj /O=Trial/CN=localhost; sign server-ed ca 365 here
  ec stranger operator; sign stranger other-ca 365
  openssl rsa -in server-rsa.key -traditional -out pkcs1.key
  openssl ec -in server.key -out sec1.key
  openssl pkey -in server.key -aes256 -passout pass:secret -out encrypted.key
} >log 2>&1 || { cat log >&2; exit 1; }
