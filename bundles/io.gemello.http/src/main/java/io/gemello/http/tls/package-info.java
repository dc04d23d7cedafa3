/** Keys and certificates in PEM files: read, checked, watched for renewal. */
package io.gemello.http.tls;
